/** A film of the map as WebM: pictures that say what they show, recorded as they are drawn. */

/** Pictures a second, and the widest that is recorded: software rendering has to keep up with the page. */
const RATE = 15;
const WIDTH_MAX = 1280;
const BITS_A_SECOND = 4_000_000;
/** Ends by itself after this long: the film is kept in memory until it is saved. */
const LONGEST_MS = 120_000;
const TYPES = ['video/webm;codecs=vp9', 'video/webm;codecs=vp8', 'video/webm'];

/** What this browser can record, as it names it; null where it records no WebM. */
export function filmType(): string | null {
  if (typeof MediaRecorder === 'undefined' || !('captureStream' in HTMLCanvasElement.prototype)) return null;
  return TYPES.find((type) => MediaRecorder.isTypeSupported(type)) ?? null;
}

export class Film {
  private readonly canvas = document.createElement('canvas');
  private readonly recorder: MediaRecorder;
  private readonly parts: Blob[] = [];
  private readonly ended: Promise<Blob>;
  private readonly timer: ReturnType<typeof setInterval>;
  private readonly until: ReturnType<typeof setTimeout>;

  /**
   * Begins to record.
   * @param picture a picture of the map as it is now
   * @param onEnd called where the film ends by itself
   */
  constructor(
    private readonly picture: () => HTMLCanvasElement | null,
    type: string,
    onEnd: () => void,
  ) {
    this.draw();
    this.recorder = new MediaRecorder(this.canvas.captureStream(RATE), {
      mimeType: type,
      videoBitsPerSecond: BITS_A_SECOND,
    });
    this.recorder.ondataavailable = ({ data }) => {
      if (data.size > 0) this.parts.push(data);
    };
    this.ended = new Promise((resolve) => {
      this.recorder.onstop = () => resolve(new Blob(this.parts, { type: 'video/webm' }));
    });
    this.recorder.start(1000);
    this.timer = setInterval(() => this.draw(), 1000 / RATE);
    this.until = setTimeout(onEnd, LONGEST_MS);
  }

  /** Ends the recording. */
  async stop(): Promise<Blob> {
    clearInterval(this.timer);
    clearTimeout(this.until);
    if (this.recorder.state !== 'inactive') this.recorder.stop();
    const blob = await this.ended;
    for (const track of this.recorder.stream.getTracks()) track.stop();
    return blob;
  }

  /** The size of the first picture holds for all of them: a film has one. */
  private draw(): void {
    const drawn = this.picture();
    if (drawn === null || drawn.width < 2) return;
    const { canvas } = this;
    if (canvas.dataset['sized'] === undefined) {
      const ratio = Math.min(1, WIDTH_MAX / drawn.width);
      canvas.width = 2 * Math.round((drawn.width * ratio) / 2);
      canvas.height = 2 * Math.round((drawn.height * ratio) / 2);
      canvas.dataset['sized'] = 'true';
    }
    const pen = canvas.getContext('2d');
    if (pen === null) return;
    const ratio = Math.min(canvas.width / drawn.width, canvas.height / drawn.height);
    pen.fillStyle = 'white';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(drawn, 0, 0, drawn.width * ratio, drawn.height * ratio);
  }
}
