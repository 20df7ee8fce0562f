// Plays what is spoken, and nothing that is older than the page: the hall's calls one after another, the kiosk's newest sentence.
export class Speaker {
  on = false;
  #known = null;
  #waiting = [];
  #playing = null;

  toggle() {
    this.on = !this.on;
    if (!this.on) { this.#waiting = []; this.#playing?.pause(); this.#playing = null; }
  }

  heard(spoken) {
    const files = spoken.map((call) => call.file);
    if (this.#known) this.#waiting.push(...files.filter((file) => !this.#known.has(file)).reverse());
    this.#known = new Set([...(this.#known ?? []), ...files]);
    if (this.on) this.#next(); else this.#waiting = [];
  }

  again(file) {
    this.#waiting.push(file);
    this.#next();
  }

  #next() {
    if (this.#playing || !this.#waiting.length) return;
    this.#playing = new Audio(`/spoken/${this.#waiting.shift()}`);
    const done = () => { this.#playing = null; this.#next(); };
    this.#playing.onended = done;
    this.#playing.onerror = done;
    this.#playing.play().catch(done);
  }
}

export class Voice {
  #last = null;
  #playing = null;

  heard(file, on) {
    const anew = this.#last !== null && file !== this.#last;
    this.#last = file;
    if (!on || anew) this.#playing?.pause();
    if (!on || !anew || !file) return;
    this.#playing = new Audio(`/read/${file}`);
    this.#playing.play().catch(() => {});
  }
}
