import Glibc

/// Puts the process into a known state before anything else runs, whatever its parent left.
enum ProcessSetup {
    /// Call it first in the executable.
    ///
    /// A reader that goes away ends us quietly (SIGPIPE). A file that reaches its size limit is an error of that
    /// write (SIGXFSZ is ignored), so that the register can say so and keep what it has. Standard descriptors that
    /// the parent closed are taken by a null device that fails the wrong way round, so that no register file ever
    /// gets number 1 or 2 and has a message written into it.
    static func prepare() {
        signal(SIGPIPE, SIG_DFL)
        signal(SIGXFSZ, SIG_IGN)
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) == -1
        {
            // open takes the lowest free number, which is this one.
            _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }
}
