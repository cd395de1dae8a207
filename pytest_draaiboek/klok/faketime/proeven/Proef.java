import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells the time of a Java process, and whether its timers and sleeps still work. See proef.py; runs from Java 11 on. */
class Proef {
    public static void main(String[] argumenten) throws Exception {
        ScheduledExecutorService wekker = Executors.newSingleThreadScheduledExecutor();
        BufferedReader vragen = new BufferedReader(new InputStreamReader(System.in));
        for (String vraag = vragen.readLine(); vraag != null; vraag = vragen.readLine()) {
            if (vraag.equals("klok")) {
                klok();
            } else if (vraag.equals("timer")) {
                wekker.schedule(() -> System.out.println("timer"), 100, TimeUnit.MILLISECONDS);
            } else if (vraag.equals("slaap")) {
                Thread.sleep(100);
                System.out.println("slaap");
            }
        }
        wekker.shutdownNow();
    }

    private static void klok() {
        LocalDateTime lokaal = LocalDateTime.now();
        long seconden = lokaal.atZone(ZoneId.systemDefault()).toEpochSecond();
        String tekst = lokaal.format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss"));
        System.out.println(System.currentTimeMillis() / 1000 + " " + seconden + " " + tekst);
    }
}
