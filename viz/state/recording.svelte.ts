/** The film that is being recorded of the map, whatever else the reader looks at. */
import { Film, filmType } from '../export/film.ts';
import { saveBlob } from '../export/save.ts';

export class Recording {
  isOn = $state(false);
  seconds = $state(0);
  private film: Film | null = null;
  private name = '';
  private timer: ReturnType<typeof setInterval> | undefined;

  /** @param picture of the map as it is now @param name of the file, without its ending */
  start(picture: () => HTMLCanvasElement | null, name: string): void {
    const type = filmType();
    if (this.film !== null || type === null) return;
    this.film = new Film(picture, type, () => void this.stop());
    this.name = name;
    this.isOn = true;
    this.seconds = 0;
    this.timer = setInterval(() => this.seconds++, 1000);
  }

  /** Ends the film, and hands it out. */
  async stop(): Promise<void> {
    const { film } = this;
    if (film === null) return;
    this.film = null;
    clearInterval(this.timer);
    this.isOn = false;
    saveBlob(await film.stop(), `${this.name}.webm`);
  }
}
