namespace MindBot.Silo.Tests.Storage;

/// <summary>Holds each commit until the test lets it go.</summary>
public sealed class CommitGate
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim arrivals = new(0);
    private readonly SemaphoreSlim permits = new(0);

    public void Pass()
    {
        arrivals.Release();
        Assert.True(permits.Wait(Patience), "the test forgot a commit");
    }

    public async Task WaitForCommit() => Assert.True(await arrivals.WaitAsync(Patience), "no commit came");

    public void LetGo(int commits = 1) => permits.Release(commits);
}
