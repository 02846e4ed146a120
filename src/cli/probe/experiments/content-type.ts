// Whether a POST has to say that its body is JSON.
import { experiment, type Interpretation, type ProbeContext } from "./experiment.js";
import { sendRewrite } from "./token-record.js";

export interface ContentTypeFacts {
  readonly status: number;
}

const observe = async (context: ProbeContext): Promise<ContentTypeFacts> => {
  const { observation } = await sendRewrite(context, { contentType: "text/plain" });
  return { status: observation.status };
};

export function interpretContentType({ status }: ContentTypeFacts): Interpretation {
  const answer = `An update with the content type text/plain answers ${status}.`;
  if (status === 415) return { answer, settings: { strictContentType: true } };
  const isTaken = status >= 200 && status <= 299;
  return isTaken ? { answer, settings: { strictContentType: false } } : { answer };
}

export const contentType = experiment({
  id: "content_type",
  question: "Does a POST have to say that its body is JSON?",
  observe,
  interpret: interpretContentType,
});
