// A remote state, one, over Terraform's `http` backend protocol, locks included. In memory; keeps nothing after its end.
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

const OK = 200;
const NO_CONTENT = 204;
const NOT_ALLOWED = 405;
const LOCKED = 423;

interface Reply {
  readonly status: number;
  readonly body?: string;
}

export class StateServer {
  /** The state's text, empty until one was written. */
  state = "";
  /** The methods asked for, in order. */
  readonly methods: string[] = [];
  #lock = "";
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      void this.#answer(request).then(({ status, body }) => {
        response.writeHead(status).end(body);
      });
    });
  }

  static async start(): Promise<StateServer> {
    const state = new StateServer();
    state.#server.listen(0, "127.0.0.1");
    await once(state.#server, "listening");
    return state;
  }

  get address(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #answer(request: IncomingMessage): Promise<Reply> {
    const method = request.method ?? "";
    const body = await text(request);
    this.methods.push(method);
    switch (method) {
      case "GET":
        return this.state === "" ? { status: NO_CONTENT } : { status: OK, body: this.state };
      case "POST":
        this.state = body;
        return { status: OK };
      case "LOCK":
        if (this.#lock !== "") return { status: LOCKED, body: this.#lock };
        this.#lock = body;
        return { status: OK };
      case "UNLOCK":
        this.#lock = "";
        return { status: OK };
      default:
        return { status: NOT_ALLOWED };
    }
  }
}
