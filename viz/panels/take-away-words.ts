/** Words of the dialog that hands things out. */
import { inLanguages } from '../i18n/languages.ts';

export const takeAwayWords = inLanguages(
  {
    title: 'Take it away',
    link: 'Link',
    link_help: 'Restores scenario or plan, view, instant, place on the map, and what is inspected.',
    link_copy: 'Copy link',
    link_copied: 'Copied.',
    link_failed: 'The browser does not let this page copy. The link is:',
    map: 'Picture of the map',
    map_help: 'As it is now, with its key, scale and source inside.',
    film: 'Film of the map (WebM)',
    film_help: 'Records the map while it plays, two minutes at most. The page goes to the City view.',
    film_none:
      'This browser records no WebM (Safari does not). Take a picture, or open the link in Chrome, Edge or Firefox.',
    film_start: (p: { mode: string }) => `Record: ${p.mode}`,
    film_stop: (p: { seconds: string }) => `Recording, ${p.seconds}: stop and save`,
    run: 'The run',
    run_help:
      'JSON as the command line prints it; YAML to run it again; Parquet and CSV with every measure of every day.',
    run_part: (p: { days: string }) =>
      `Not complete: Parquet and CSV have the days so far (${p.days}); JSON is there at the end.`,
    figures: 'Figures',
    figures_help: 'Every chart has PNG, SVG and CSV below it, with its legend and source inside.',
    sheet: 'Council sheet',
    sheet_help: 'Plans compared on two A4 pages: under Compare.',
    sheet_go: 'Go to Compare',
  },
  {
    title: '带走',
    link: '链接',
    link_help: '还原情景或方案、视图、时刻、地图位置和正在查看的对象。',
    link_copy: '复制链接',
    link_copied: '已复制。',
    link_failed: '浏览器不允许本页复制。链接为：',
    map: '地图图片',
    map_help: '当前画面，内含图例、比例尺和来源。',
    film: '地图影片（WebM）',
    film_help: '在播放时录制地图，最长两分钟。页面会转到“城市”视图。',
    film_none: '此浏览器不能录制WebM（Safari即不能）。请保存图片，或在Chrome、Edge、Firefox中打开链接。',
    film_start: (p) => `录制：${p.mode}`,
    film_stop: (p) => `正在录制，${p.seconds}：停止并保存`,
    run: '本次运行',
    run_help: 'JSON与命令行输出相同；YAML可再次运行；Parquet和CSV含每一天的每个指标。',
    run_part: (p) => `尚未完成：Parquet和CSV为目前的天数（${p.days}）；JSON在结束后提供。`,
    figures: '图表',
    figures_help: '每张图下方都有PNG、SVG和CSV，内含图例和来源。',
    sheet: '议事简报',
    sheet_help: '在“比较”中，两页A4的方案比较。',
    sheet_go: '前往比较',
  },
);
