// Tells the time of a Node process, and whether its timers and sleeps still work. See proef.py.
import { createInterface } from "node:readline";

const twee = (getal) => String(getal).padStart(2, "0");

function klok() {
  const nu = new Date();
  const [jaar, maand, dag] = [nu.getFullYear(), nu.getMonth(), nu.getDate()];
  const [uur, minuut, seconde] = [nu.getHours(), nu.getMinutes(), nu.getSeconds()];
  const lokaal = new Date(jaar, maand, dag, uur, minuut, seconde).getTime() / 1000;
  const tekst = `${jaar}-${twee(maand + 1)}-${twee(dag)}T${twee(uur)}:${twee(minuut)}:${twee(seconde)}`;
  console.log(`${Math.floor(Date.now() / 1000)} ${lokaal} ${tekst}`);
}

createInterface({ input: process.stdin }).on("line", (vraag) => {
  if (vraag === "klok") klok();
  else if (vraag === "timer") setTimeout(() => console.log("timer"), 100);
  else if (vraag === "slaap") {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    console.log("slaap");
  }
});
