// Starts an embedded tenant and lets a vendor SDK loose on it: `tsx scripts/sdk-check/run.ts <command> [argument…]`.
import { execa } from "execa";
import { startTenant } from "../../src/tenant/index.js";

const [command, ...commandArguments] = process.argv.slice(2);
if (command === undefined) {
  throw new Error(
    "Cannot check an SDK: no command given, expected one such as `python scripts/sdk-check/pyatlan_check.py`",
  );
}

const tenant = await startTenant();
try {
  const options = { env: { ...tenant.env() }, stdio: "inherit", reject: false } as const;
  const { exitCode } = await execa(command, commandArguments, options);
  process.exitCode = exitCode ?? 1;
} finally {
  await tenant.stop();
}
