using System;
using System.Threading;

/// Tells the time of a .NET process, and whether its timers and sleeps still work. See proef.py; it is to be compiled first.
static class Proef
{
    static readonly Timer Wekker = new Timer(_ => Console.WriteLine("timer"));

    static void Main()
    {
        for (string vraag = Console.ReadLine(); vraag != null; vraag = Console.ReadLine())
        {
            if (vraag == "klok")
            {
                DateTime lokaal = DateTime.Now;
                Console.WriteLine($"{Seconden(DateTime.UtcNow)} {Seconden(lokaal.ToUniversalTime())} {lokaal:yyyy-MM-dd'T'HH:mm:ss}");
            }
            else if (vraag == "timer")
            {
                Wekker.Change(100, Timeout.Infinite);
            }
            else if (vraag == "slaap")
            {
                Thread.Sleep(100);
                Console.WriteLine("slaap");
            }
        }
    }

    static long Seconden(DateTime moment)
    {
        return (moment.Ticks - new DateTime(1970, 1, 1).Ticks) / TimeSpan.TicksPerSecond;
    }
}
