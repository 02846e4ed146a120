// Debugging: the plugin is started by a person, under a debugger, and Terraform is told where it listens.

/** The line to paste into the shell that runs Terraform. */
export function reattachLine(address: string, socketPath: string): string {
  const providers = {
    [address]: {
      Protocol: "grpc",
      ProtocolVersion: 6,
      Pid: process.pid,
      Test: true,
      Addr: { Network: "unix", String: socketPath },
    },
  };
  return `export TF_REATTACH_PROVIDERS='${JSON.stringify(providers)}'`;
}

export const reattachMessage = (address: string, socketPath: string): string =>
  `The provider is waiting for Terraform or OpenTofu. In another shell, run:

${reattachLine(address, socketPath)}

and then any command in your stack's folder. Ctrl-C here ends it.
`;
