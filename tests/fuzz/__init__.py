"""A fuzzer of the project's own: hostile and broken input of every kind, and a judge of what becomes of it.

attempt    what is tried: files in a folder, and what is typed there; a kind of such attempts
kinds      the table of kinds, with their shares
mutations  how the input of each kind is made, a module a kind
limits     time and memory of a command
oracle     what is a fault of a command, and of all commands of an attempt
outputs    what is a fault of a text, or of a file that was written
workers    attempts judged in processes that are forked warm: one that dies or hangs is a fault of its attempt
report     counts, the slowest, and each fault once
shrink     an input made as small as it can be with the same fault
found      each fault ever found, as a small file in the folder `found`
run        the command behind `make fuzz`
"""
