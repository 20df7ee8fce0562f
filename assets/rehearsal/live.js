// The live picture of a screen: each request waits at the server until the picture is another one.
const PAUSE_MS = 1000;

export class Live {
  #name;
  #picture;
  #going = true;

  constructor(name, picture) {
    this.#name = name;
    this.#picture = picture;
    this.#follow();
  }

  stop() {
    this.#going = false;
  }

  async #follow() {
    let mark = 0;
    while (this.#going) {
      try {
        const answer = await fetch(`/screens/${this.#name}?after=${mark}`);
        if (answer.status === 200) {
          mark = answer.headers.get("X-Mark");
          const before = this.#picture.src;
          this.#picture.src = URL.createObjectURL(await answer.blob());
          await this.#picture.decode().catch(() => {});
          URL.revokeObjectURL(before);
        } else if (!answer.ok) {
          throw new Error(answer.status);
        }
      } catch {
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    }
  }
}
