// Lists personas as the API lists them. No SDK of the vendor calls that endpoint, so its absence has words of its own.
import { dataPersonas } from "../../../lib/schema/index.js";
import {
  AtlanRequestError,
  type Http,
  listPersonas,
  type Persona,
  type RecordPage,
} from "../../client/index.js";
import {
  type DataSourceContext,
  DiagnosticError,
  defineDataSource,
} from "../../framework/index.js";
import { listWhole, type PageQuery } from "../lookup/list-query.js";
import { requestDiagnostic, rethrow } from "../request-diagnostic.js";
import { personaRecordOf } from "./mapping.js";

export interface PersonaListSession {
  readonly client: { readonly apiKey: Http };
}

type Context = DataSourceContext<PersonaListSession, (typeof dataPersonas)["attributes"]>;

const ATTEMPT = { summary: "Cannot list personas" };

async function read(context: Context) {
  const { config, signal } = context;
  const { personas, counts } = await list(context).catch((error: unknown) =>
    rethrow(withWayOut(error), ATTEMPT, signal),
  );
  return {
    ...config,
    records: personas.map(personaRecordOf),
    total_record: counts?.totalRecord ?? null,
    filter_record: counts?.filterRecord ?? null,
  };
}

/** The counters are the first page's: a page beyond the last one may count nothing. */
async function list({ client: session, config, signal }: Context) {
  const { columns, count_records } = config;
  const more = {
    ...(columns !== null && { columns }),
    ...(count_records !== null && { count: count_records }),
  };
  let counts: RecordPage<Persona> | undefined;
  const pageOf = async (query: PageQuery, waiting: AbortSignal) => {
    const asked = { ...query, ...more };
    const { body } = await listPersonas(session.client.apiKey, asked, { signal: waiting });
    counts ??= body;
    return { records: body.records };
  };
  const keyOf = ({ id }: Persona) => id || null;
  const personas = await listWhole(config, { pageOf, keyOf }, signal);
  return { personas, counts };
}

/** A tenant may have dropped an endpoint that only a page of 2022 documents. */
function withWayOut(error: unknown): unknown {
  if (!(error instanceof AtlanRequestError && (error.status === 404 || error.status === 410))) {
    return error;
  }
  const { detail, ...rest } = requestDiagnostic(error, ATTEMPT);
  const wayOut =
    "This tenant may no longer have the list of personas, which no SDK of Atlan's calls. The data source atlan_persona finds a persona by name or qualified name another way: use that.";
  return new DiagnosticError({ ...rest, detail: `${detail}\n\n${wayOut}` });
}

export const personasDataSource = defineDataSource({ schema: dataPersonas, read });
