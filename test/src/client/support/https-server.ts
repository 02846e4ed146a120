// A real HTTPS server whose certificate only `caFile` vouches for; it answers every request as the user `amira`.
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";

const file = (name: string) => fileURLToPath(new URL(`../certificates/${name}`, import.meta.url));

/** For NODE_EXTRA_CA_CERTS. */
export const caFile = file("certificate.pem");

export const certificateFiles = () => ({
  key: readFileSync(file("test-only-key.pem")),
  cert: readFileSync(caFile),
});

export async function serveHttps() {
  const targets: string[] = [];
  const server = createServer(certificateFiles(), (request, response) => {
    targets.push(request.url ?? "");
    response.end(JSON.stringify({ username: "amira" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { baseUrl: new URL(`https://127.0.0.1:${port}`), targets, close };
}
