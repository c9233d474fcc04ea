/** One rasteriser for everybody, and no traffic of the browser's own. */
export const BROWSER_FLAGS: readonly string[] = [
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
]

/** Switched off by the test tool itself; a second list replaces its own. */
const OFF_ANYWAY = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
]

/** Without the browser's own window: the suggestions below its address bar are two pages, 1.7 s of CPU a window. */
export const NO_BROWSER_UI = `--disable-features=${[...OFF_ANYWAY, 'WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'].join(',')}`

/** Panels painted by the CPU itself instead of by a GPU that it plays: a third of what it costs to open a desk. */
export const PLAIN_PAINT = '--disable-gpu-rasterization'
