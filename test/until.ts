// Waits for what another process does, however long that takes: what never comes is ended by the timeout of all tests.
import { setTimeout as sleep } from "node:timers/promises";

const POLL_MS = 10;

export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(POLL_MS);
}
