// Talks to the server; a failure is an Error whose message is the server's own words.
export async function get(path) {
  return (await send('GET', path)).json();
}

export const put = (path, body) => send('PUT', path, body);

export async function post(path, body) {
  return (await send('POST', path, body)).json();
}

async function send(method, path, body) {
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(15000),
    });
  } catch {
    throw new Error('The server does not answer.');
  }
  if (!response.ok) throw new Error((await response.text()) || `The server answers ${response.status}.`);
  return response;
}

// Calls run every so often while the page is visible; failures are shown by the caller's report and do not end it.
export function poll(milliseconds, run, report) {
  let timer;
  const tick = async () => {
    clearTimeout(timer);
    if (!document.hidden) {
      try { await run(); report?.(null); } catch (error) { report?.(error); }
    }
    clearTimeout(timer);
    timer = setTimeout(tick, milliseconds);
  };
  document.addEventListener('visibilitychange', () => { if (!document.hidden) tick(); });
  return tick();
}
