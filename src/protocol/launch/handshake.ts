// The one line a plugin prints on standard output: where it listens and how it proves who it is.

/** go-plugin's own protocol, and Terraform's, of which this server speaks version 6 only. A host that does not will say so. */
const CORE_PROTOCOL = 1;
const APP_PROTOCOL = 6;

export interface HandshakeFields {
  readonly socketPath: string;
  /** Absent when the host wants plain text. */
  readonly certificateDer: Buffer | undefined;
  readonly canMultiplex: boolean;
}

/** The certificate is base64 without padding: Go refuses the padded form (Terraform 1.11.4, tried). */
export function handshakeLine({
  socketPath,
  certificateDer,
  canMultiplex,
}: HandshakeFields): string {
  const certificate = certificateDer?.toString("base64").replace(/=+$/, "") ?? "";
  const fields = [CORE_PROTOCOL, APP_PROTOCOL, "unix", socketPath, "grpc", certificate];
  return `${[...fields, ...(canMultiplex ? ["false"] : [])].join("|")}\n`;
}

const STDOUT = 1;

/** The launcher keeps what the host reads free for the handshake, under a number of its own, and says which. */
export const handshakeFdOf = (argv: readonly string[]): number =>
  Number(/--handshake-fd=(\d+)/.exec(argv.join(" "))?.[1] ?? STDOUT);
