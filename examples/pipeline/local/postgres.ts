// A PostgreSQL server in a temporary folder, reached through a socket in it: no port, and no service of this machine.
import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const USER = "terraform";
const READY = "ready to accept connections";

export interface PostgresServer {
  /** How clients reach it, as libpq and Terraform's `pg` backend read it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Ends the server and removes its folder. */
  stop(): Promise<void>;
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root: then somebody else has to own it. */
function findOwner(): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const user of ["postgres", "nobody"]) {
    try {
      const id = (flag: string) =>
        Number(execFileSync("id", [flag, user], { encoding: "utf8", stdio: "pipe" }));
      return { uid: id("-u"), gid: id("-g") };
    } catch {
      // This machine has no such user; perhaps the next.
    }
  }
  throw new Error(
    "Cannot start PostgreSQL: it does not run as root, and this machine has neither a user postgres nor nobody; run this as another user",
  );
}

/** Resolves at the server's own word, and rejects with what it said when it ends before. */
function untilReady(server: ChildProcess): Promise<void> {
  let said = "";
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.once("close", () => reject(new Error(`Cannot start PostgreSQL:\n${said}`)));
    // Read on to the end: a full pipe would block the server.
    server.stderr?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (said.includes(READY)) resolve();
    });
  });
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, "close");
  // At once, without a last checkpoint: the data is thrown away.
  server.kill("SIGQUIT");
  await ended;
}

/**
 * @param programs the folder that holds `initdb` and `postgres`.
 * @throws Error with what PostgreSQL said, and nothing left behind.
 */
export async function startPostgres(programs: string): Promise<PostgresServer> {
  const owner = findOwner();
  const folder = await mkdtemp(path.join(tmpdir(), "atlan-postgres-"));
  const passwordFile = path.join(folder, "password");
  const data = path.join(folder, "data");
  const password = randomUUID();
  const options = { ...owner, cwd: folder, env: { PATH: process.env.PATH, LC_ALL: "C" } };
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await writeFile(passwordFile, password, { mode: 0o600 });
    if (owner !== undefined) {
      for (const each of [folder, passwordFile]) await chown(each, owner.uid, owner.gid);
    }
    const cluster = ["-D", data, "-U", USER, "-A", "scram-sha-256", `--pwfile=${passwordFile}`];
    await promisify(execFile)(path.join(programs, "initdb"), [...cluster, "--no-sync"], options);
    const place = ["-c", "listen_addresses=", "-c", `unix_socket_directories=${folder}`];
    const server = spawn(path.join(programs, "postgres"), ["-D", data, "-F", ...place], {
      ...options,
      stdio: ["ignore", "ignore", "pipe"],
      // Ctrl-C reaches a terminal's whole group, and the state has to be saved before the server goes.
      detached: true,
    });
    await untilReady(server);
    const environment = {
      PGHOST: folder,
      PGDATABASE: "postgres",
      PGUSER: USER,
      PGPASSWORD: password,
      PGSSLMODE: "disable",
    };
    return { environment, stop: () => end(server).then(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}
