// The file that Terraform executes: a shell script that finds Node, and a script that any Node can read, in one.

const OLDEST_NODE = { major: 20, minor: 19 };
const NEEDS = `cdktf-provider-atlan needs Node.js ${OLDEST_NODE.major}.${OLDEST_NODE.minor} or newer`;

/** An engine that finds the process ended may not read what it had printed (tried); one that has read the line kills the process. */
const UNTIL_READ_SECONDS = 3;

/**
 * Of a plugin that does not start engines show one line, the first on standard output. So what keeps Node from starting is told there, and
 * what others print there goes to standard error, such as a module that NODE_OPTIONS loads: the plugin itself writes to descriptor 3.
 *
 * - `exec` keeps the process that the engine signals. If it fails, the shell ends and runs the trap; bash does that only at `exit`.
 * - What Node says about NODE_OPTIONS would be seen by nobody. So they are tried first, where there are any, for the time of one Node.
 */
const SHELL = `exec 3>&1 1>&2
refuse() {
  trap - 0
  printf '%s\\n' "${NEEDS}, $1" >&3
  command -p sleep ${UNTIL_READ_SECONDS} </dev/null >/dev/null 2>&1 3>&-
  exit 1
}
if ! command -v node >/dev/null; then
  refuse "but there is no node on the PATH that Terraform runs with: $PATH"
fi
if [ -n "$NODE_OPTIONS" ]; then
  case $NODE_OPTIONS in *--inspect-brk* | *--inspect-wait*)
    refuse "which waits for a debugger, because NODE_OPTIONS says so: unset NODE_OPTIONS where Terraform runs" ;;
  esac
  if ! printed=$(node -e 0 2>&1 </dev/null); then
    reason="node -e 0 fails"
    while read -r line; do
      case $line in *Error* | *NODE_OPTIONS* | *option*) reason=$line; break ;; esac
    done <<END
$printed
END
    refuse "which does not start with the NODE_OPTIONS that Terraform runs with: $reason"
  fi
fi
trap 'refuse "but $(command -v node) cannot be executed: try node --version where Terraform runs"' 0
if [ -n "$BASH_VERSION" ]; then shopt -s execfail; fi
exec node "$0" --handshake-fd=3 "$@"
exit 126`;

const scriptOf = (main: string): string => `var version = process.versions.node.split(".");
var major = Number(version[0]);
if (major < ${OLDEST_NODE.major} || (major === ${OLDEST_NODE.major} && Number(version[1]) < ${OLDEST_NODE.minor})) {
  require("fs").writeSync(3, "${NEEDS}, but the node on the PATH that Terraform runs with is " + process.version + ": " + process.execPath + "\\n");
  setTimeout(function () { process.exit(1); }, ${UNTIL_READ_SECONDS}000);
} else require("./${main}");
`;

/** Its second line does nothing in the shell, which reads no further than `exit`; to Node all of the shell's part is a comment. */
export const launcher = (main: string): string => `#!/bin/sh
":" /* Read by the shell until exit, and a comment to Node.
${SHELL}
*/
${scriptOf(main)}`;
