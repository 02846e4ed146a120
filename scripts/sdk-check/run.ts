// Starts an embedded tenant and lets a vendor SDK loose on it: `tsx scripts/sdk-check/run.ts <command> [argument…]`.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { startTenant } from "../../src/tenant/index.js";

const [command, ...commandArguments] = process.argv.slice(2);
if (command === undefined) {
  throw new Error(
    "Cannot check an SDK: no command given, expected one such as `python scripts/sdk-check/pyatlan_check.py`",
  );
}

const tenant = await startTenant();
try {
  const child = spawn(command, commandArguments, {
    env: { ...process.env, ...tenant.env() },
    stdio: "inherit",
  });
  const [exitCode] = await once(child, "exit");
  process.exitCode = Number(exitCode ?? 1);
} finally {
  await tenant.stop();
}
