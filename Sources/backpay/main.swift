import BackpayCommands
import Glibc

exit(BackpayMain.run(Array(CommandLine.arguments.dropFirst())))
