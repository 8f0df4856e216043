// What has moved is found at its present address, at the same place within the page.
location.replace(document.querySelector("link[rel=canonical]").href + location.hash);
