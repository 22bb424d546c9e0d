/* Says why the page does not start, where its own program cannot: it was not sent, or the page was opened as a file. */
(function () {
  'use strict';
  function tell(reason) {
    document.documentElement.setAttribute('data-boot', reason);
  }
  tell('wait');
  if (location.protocol === 'file:') tell('file');
  addEventListener(
    'error',
    function (event) {
      const element = event.target;
      if (element instanceof HTMLScriptElement) tell(navigator.onLine ? 'missing' : 'offline');
    },
    true,
  );
})();
