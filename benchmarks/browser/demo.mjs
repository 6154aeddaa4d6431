import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** The published program on a demo company of its own. */
export class Demo {
  #folder;
  #own;
  #process;
  password = 'measured-by-nobody-else-1';
  people = {};

  /** Makes the company; nothing serves yet. */
  static async make(folder) {
    const demo = new Demo();
    demo.#folder = folder;
    demo.#own = await mkdtemp(join(tmpdir(), 'bluebear-browser-'));
    demo.port = await freePort();
    demo.url = `http://localhost:${demo.port}`;
    const output = await demo.#start(['demo'], text => text.includes('Password:'));
    for (const [, email, role] of output.matchAll(/^(\S+@\S+) (\S+)$/gm)) {
      demo.people[role] ??= email;
    }
    await demo.stop();
    return demo;
  }

  /** Serves the company; milliseconds from the start of the process to the first answer. */
  async serve() {
    const started = performance.now();
    this.#spawn([]);
    for (;;) {
      try {
        await fetch(`${this.url}/healthz`);
        return performance.now() - started;
      } catch {
        this.#throwIfEnded();
        await delay(10);
      }
    }
  }

  async stop() {
    if (this.#process && this.#process.exitCode === null) {
      const ended = new Promise(resolve => this.#process.once('exit', resolve));
      this.#process.kill('SIGTERM');
      await ended;
    }
  }

  async dispose() {
    await this.stop();
    await rm(this.#own, { recursive: true });
  }

  async #start(args, isReady) {
    let output = '';
    this.#spawn(args).stdout.on('data', text => output += text);
    while (!isReady(output)) {
      this.#throwIfEnded();
      await delay(50);
    }
    return output;
  }

  #spawn(args) {
    this.#process = spawn('dotnet', [join(this.#folder, 'Bluebear.Dashboard.dll'), ...args], {
      cwd: this.#folder,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        ASPNETCORE_URLS: this.url,
        ConnectionStrings__Bluebear: `Data Source=${join(this.#own, 'demo.db')}`,
        Demo__Password: this.password,
        Logging__LogLevel__Default: 'Warning',
      },
    });
    // Read, so that the program never waits for a full pipe.
    this.#process.stdout.setEncoding('utf8').resume();
    return this.#process;
  }

  #throwIfEnded() {
    if (this.#process.exitCode !== null) {
      throw new Error(`The program ended with ${this.#process.exitCode}.`);
    }
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(0, 'localhost', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
