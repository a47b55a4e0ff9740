using System.Diagnostics.Metrics;

namespace MindBot.Silo.Storage;

/// <summary>The storage's instruments, on the meter <c>MindBot.Storage</c>.</summary>
public sealed class StorageMetrics : IDisposable
{
    public const string MeterName = "MindBot.Storage";

    private readonly Meter meter;
    private readonly Histogram<int> batchRows;
    private readonly Histogram<double> commitSeconds;
    private readonly Counter<long> failures;

    public StorageMetrics(Func<int> queueLength)
    {
        meter = new Meter(MeterName);
        batchRows = meter.CreateHistogram<int>("mindbot.storage.batch.rows", "{row}", "Rows committed together");
        commitSeconds = meter.CreateHistogram<double>("mindbot.storage.commit.duration", "s", "Time from begin to durable");
        failures = meter.CreateCounter<long>("mindbot.storage.commit.failures", "{commit}", "Commits that reported an error");
        meter.CreateObservableGauge("mindbot.storage.queue.length", queueLength, "{write}", "Writes queued or being committed");
    }

    internal void Committed(int rows, TimeSpan duration)
    {
        batchRows.Record(rows);
        commitSeconds.Record(duration.TotalSeconds);
    }

    internal void Failed() => failures.Add(1);

    public void Dispose() => meter.Dispose();
}
