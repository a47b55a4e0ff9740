using Microsoft.Extensions.Hosting;

namespace MindBot.Silo.Storage;

/// <summary>
/// Opens the storage as the host starts, so that a locked or damaged folder stops the start, and closes it when every
/// hosted service, the silo with its last writes among them, has stopped.
/// </summary>
internal sealed class StorageLifetime(DataStore store) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        store.Dispose();
        return Task.CompletedTask;
    }
}
