// Swagger UI takes its dark colours from a class; the rest of the site follows the system by itself.
const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', follow);
follow();

// On narrow screens the list of pages starts closed.
const pages = document.querySelector<HTMLDetailsElement>('.sidebar details');
if (pages && matchMedia('(max-width: 60rem)').matches) pages.open = false;

// Following the link scrolls, but not every browser moves the focus with it.
document.querySelector('.skip')!.addEventListener('click', () => document.getElementById('content')!.focus());
