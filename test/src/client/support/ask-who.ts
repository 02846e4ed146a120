// Run as a process of its own, because Node reads NODE_EXTRA_CA_CERTS only when it starts: prints who the tenant says we are.
import { currentUser } from "../../../../src/client/index.js";
import { clientOf, unstopped } from "./client.js";

const { client } = clientOf(new URL(process.argv[2] ?? ""), { environment: process.env });
const { body } = await currentUser(client.apiKey, unstopped());
process.stdout.write(body.username);
