using MindBot.EmbeddedSilo.Scheduling;

namespace MindBot.EmbeddedSilo.Testing;

/// <summary>The turns of a caller from outside of the silo: it resumes after an await when the queue says so.</summary>
internal sealed class CallerTurns(IWorkQueue work, string name) : TurnScheduler(work)
{
    protected override bool IsDead => false;

    public Task Run(Func<Task> caller) =>
        Task.Factory.StartNew(caller, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    public override string ToString() => name;

    protected override void Run(object turn) => throw new NotSupportedException("Only tasks run here.");
}
