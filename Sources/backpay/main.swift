import BackpayCommands
import Glibc

exit(BackpayMain.run(CommandLine.unsafeArgv, count: Int(CommandLine.argc)))
