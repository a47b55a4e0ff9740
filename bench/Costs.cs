using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using MindBot.Silo.Storage;

namespace MindBot.Bench;

/// <summary>What explains a figure: the process' CPU, the collector's pauses and the storage's batches, from its start to <see cref="Stop"/>.</summary>
internal sealed class Costs : IDisposable
{
    private readonly Process process = Process.GetCurrentProcess();
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly GcPauses pauses = new();
    private readonly MeterListener listener = new();
    private readonly TimeSpan cpuBefore;
    private readonly TimeSpan pausedBefore = GC.GetTotalPauseDuration();
    private readonly long allocatedBefore = GC.GetTotalAllocatedBytes();
    private readonly int[] collectionsBefore = Collections();
    private long rows, batches;
    private double slowestSeconds, commitSeconds;

    public Costs()
    {
        cpuBefore = process.TotalProcessorTime;
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == StorageMetrics.MeterName && !instrument.IsObservable) self.EnableMeasurementEvents(instrument);
        };
        // Both are recorded by the one committing thread.
        listener.SetMeasurementEventCallback<int>((_, count, _, _) => (rows, batches) = (rows + count, batches + 1));
        listener.SetMeasurementEventCallback<double>((_, seconds, _, _) =>
            (commitSeconds, slowestSeconds) = (commitSeconds + seconds, Math.Max(slowestSeconds, seconds)));
        listener.Start();
    }

    public TimeSpan Cpu { get; private set; }

    public double CpuShare { get; private set; }

    /// <summary>The mean number of rows committed together.</summary>
    public double RowsPerBatch => rows / (double)batches;

    /// <summary>Names of the columns that <see cref="Columns"/> fills.</summary>
    public static string[] Head =>
        ["CPU of a core", "rows a batch", "committing", "slowest commit", "GC pauses", "longest", "gen 0 / 1 / 2", "allocated"];

    public string[] Columns { get; private set; } = [];

    public void Stop()
    {
        listener.Dispose();
        pauses.Dispose();
        process.Refresh();
        var elapsed = watch.Elapsed;
        Cpu = process.TotalProcessorTime - cpuBefore;
        CpuShare = Cpu / elapsed;
        var collections = Collections().Zip(collectionsBefore, (after, before) => after - before);
        Columns =
        [
            Report.Percent(CpuShare), Report.Number(RowsPerBatch), Report.Percent(commitSeconds / elapsed.TotalSeconds), Ms(slowestSeconds * 1000),
            Report.Percent((GC.GetTotalPauseDuration() - pausedBefore) / elapsed), Ms(pauses.LongestMs), string.Join(" / ", collections),
            $"{(GC.GetTotalAllocatedBytes() - allocatedBefore) / elapsed.TotalSeconds / 1e6:#,0} MB/s",
        ];
    }

    public void Dispose()
    {
        listener.Dispose();
        pauses.Dispose();
        process.Dispose();
    }

    private static int[] Collections() =>
        [GC.CollectionCount(0) - GC.CollectionCount(1), GC.CollectionCount(1) - GC.CollectionCount(2), GC.CollectionCount(2)];

    private static string Ms(double ms) => $"{Report.Number(ms)} ms";

    /// <summary>Times from the suspension of all threads to their restart.</summary>
    private sealed class GcPauses : EventListener
    {
        private const int GcKeyword = 1, SuspendBegin = 9, RestartEnd = 3;
        private DateTime suspendedAt = DateTime.MaxValue;

        public double LongestMs { get; private set; }

        protected override void OnEventSourceCreated(EventSource source)
        {
            if (source.Name == "Microsoft-Windows-DotNETRuntime") EnableEvents(source, EventLevel.Informational, (EventKeywords)GcKeyword);
        }

        protected override void OnEventWritten(EventWrittenEventArgs written)
        {
            if (written.EventId == SuspendBegin) suspendedAt = written.TimeStamp;
            if (written.EventId == RestartEnd && written.TimeStamp > suspendedAt)
                LongestMs = Math.Max(LongestMs, (written.TimeStamp - suspendedAt).TotalMilliseconds);
        }
    }
}
