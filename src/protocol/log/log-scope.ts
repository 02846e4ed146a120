// Which RPC a log line belongs to. Used only while logging is on, because following asynchronous calls costs time.
import { AsyncLocalStorage } from "node:async_hooks";
import type { LogFields } from "../../framework/index.js";

const scope = new AsyncLocalStorage<LogFields>();

export const inLogScope = <Result>(fields: LogFields, run: () => Result): Result =>
  scope.run(fields, run);

export const scopeFields = (): LogFields | undefined => scope.getStore();
