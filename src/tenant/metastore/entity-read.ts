// `GET /api/meta/entity/guid/{guid}`: one asset as it is now, without the search index's lag.

import { atlasRefusal } from "../api/refusal.js";
import type { Route } from "../api/route.js";
import { shownAttributes } from "../state/entities.js";
import { mayRead, notAuthorised } from "./authorisation.js";

/** The server looks the asset up before it checks rights: an unknown GUID is 404 under any credential. */
export const entityRead: Route = ({ state, principal, request }) => {
  const guid = request.param("guid");
  const history = state.store.assets.get(guid);
  if (history === undefined) {
    throw atlasRefusal(404, "ATLAS-404-00-005", `Given instance guid ${guid} is invalid/not found`);
  }
  if (!mayRead(state, history, principal))
    throw notAuthorised(principal, `read entity: guid=${guid}`);
  const {
    attributes: _known,
    otherAttributes: _other,
    accessControl: _hidden,
    ...asset
  } = history.current;
  const isSlim = request.query("ignoreRelationships")?.toLowerCase() === "true";
  const relationships = isSlim ? {} : { relationshipAttributes: {} };
  return {
    entity: {
      ...asset,
      attributes: shownAttributes(history.current),
      ...relationships,
      isIncomplete: false,
      labels: [],
    },
    referredEntities: {},
  };
};
