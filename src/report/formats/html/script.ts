/**
 * The script of the HTML report: filters findings, and opens the preview when a link to one of its marks is clicked.
 * Nothing is fetched, stored or sent. The Content-Security-Policy names it by its hash.
 */
export const SCRIPT = `'use strict';
(() => {
  for (const link of document.querySelectorAll('a.number')) {
    link.addEventListener('click', () => {
      const place = document.getElementById(link.hash.slice(1));
      if (place) place.closest('details').open = true;
    });
  }
  const form = document.querySelector('.filters');
  if (!form) return;
  form.hidden = false;
  const sections = [...document.querySelectorAll('.document')];
  const nothing = document.querySelector('.nothing');
  const apply = () => {
    const kinds = new Set([...form.querySelectorAll('[name=kind]:checked')].map((box) => box.value));
    const all = kinds.size === form.querySelectorAll('[name=kind]').length;
    const category = form.elements.category ? form.elements.category.value : '';
    const words = form.elements.search.value.trim().toLowerCase();
    let any = false;
    for (const section of sections) {
      const named = section.querySelector('.path').textContent.toLowerCase().includes(words);
      let shown = false;
      for (const group of section.querySelectorAll('.group')) {
        const wanted = [...group.classList].some((name) => kinds.has(name));
        let items = 0;
        for (const item of group.querySelectorAll('.item')) {
          const ofCategory = category === '' || item.dataset.category === category;
          item.hidden = !(wanted && ofCategory && (named || item.textContent.toLowerCase().includes(words)));
          if (!item.hidden) items++;
        }
        group.hidden = items === 0;
        if (items > 0) shown = true;
      }
      const plain = section.querySelector('.group') === null;
      section.hidden = !(shown || (plain && all && category === '' && named));
      if (!section.hidden) any = true;
    }
    nothing.hidden = any;
  };
  form.addEventListener('input', apply);
  form.addEventListener('submit', (event) => event.preventDefault());
})();
`
