using MindBot.EmbeddedSilo.Hosting;

namespace MindBot.EmbeddedSilo.Scheduling;

/// <summary>Runs a service of the silo itself in turns, so that it needs no locks. Its operations interleave at their awaits.</summary>
internal sealed class SystemTurns(Silo silo) : TurnScheduler(silo.Work)
{
    protected override bool IsDead => silo.IsDead;

    public Task Run(Func<Task> operation) =>
        Task.Factory.StartNew(operation, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    public Task<T> Run<T>(Func<Task<T>> operation) =>
        Task.Factory.StartNew(operation, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    public override string ToString() => "[Silo]";

    protected override void Run(object turn) => throw new NotSupportedException("Only tasks run here.");
}
