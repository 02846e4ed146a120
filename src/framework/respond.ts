// Runs the body of an RPC. It never rejects: an error becomes diagnostics beside a fallback response.
import { DiagnosticList } from "./diagnostic-list.js";
import { failureDiagnostics, type Task } from "./failure-diagnostics.js";
import type { WithDiagnostics } from "./provider-server.js";

/** @param fallback what the response holds when `body` throws. */
export async function respond<Response extends object>(
  task: Task,
  fallback: Response,
  body: (diagnostics: DiagnosticList) => Response | Promise<Response>,
): Promise<Response & WithDiagnostics> {
  const diagnostics = new DiagnosticList(task.product);
  let response = fallback;
  try {
    response = await body(diagnostics);
  } catch (error) {
    diagnostics.add(...failureDiagnostics(error, task));
  }
  return { ...response, diagnostics: diagnostics.toArray() };
}
