/* Sets the color scheme before the first paint. A file of its own: the content policy allows no inline script. */
(function () {
  var chosen = null;
  try {
    chosen = window.localStorage.getItem('barnraise.color-scheme');
  } catch {
    /* storage is closed: follow the device */
  }
  var dark = chosen === 'dark' || (chosen !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
