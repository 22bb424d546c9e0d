/** A Worker that simulates a part of a world: it says when it is ready, and then does as the world's Worker says. */
import { join, type MemberTask } from '../workers.ts';

self.onmessage = ({ data }: MessageEvent<MemberTask>) => {
  const follow = join(data);
  self.postMessage('ready');
  follow();
  self.close();
};
