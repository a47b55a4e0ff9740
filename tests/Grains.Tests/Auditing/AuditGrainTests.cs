using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using MindBot.Grains.Auditing;
using MindBot.Grains.Metering.Auditing;

namespace MindBot.Grains.Tests.Auditing;

public sealed class AuditGrainTests : IWalletAuditor, ILogger<AuditGrain>
{
    private static readonly Violation Wrong = new("ledger", "balance = ledger + outbox − provisional debits", 1, 2);

    private readonly List<string> errors = [];
    private readonly HashSet<string> wrong = [];
    private readonly AuditGrain rounds;

    public AuditGrainTests() => rounds = new AuditGrain(this, TimeProvider.System, this);

    [Fact]
    public async Task Auditors_take_each_wallet_once_a_round()
    {
        Assert.Equal("", await rounds.Position());
        Assert.True(await rounds.Take("", "user_b", 2));
        Assert.False(await rounds.Take("", "user_b", 2));
        Assert.Equal("user_b", await rounds.Position());
        Assert.True(await rounds.Take("user_b", "user_c", 1));
        Assert.Null((await rounds.Read()).Last);
        Assert.True(await rounds.Take("user_c", null, 0));
        Assert.False(await rounds.Take("user_c", null, 0));
        var report = await rounds.Read();
        Assert.Equal((3L, null), (report.Last!.Wallets, report.Current));
        Assert.NotNull(report.Last.EndedAt);
        Assert.Equal("", await rounds.Position());
        Assert.Equal(0, (await rounds.Read()).Current!.Wallets);
    }

    [Fact]
    public async Task What_is_found_again_is_told_once_and_what_is_clean_again_is_forgotten()
    {
        await rounds.Audited("", "user_c", [Findings("user_b")]);
        await rounds.Audited("", "user_c", [Findings("user_b")]);
        await rounds.Audited("user_c", "user_z", [Findings("user_d")]);
        Assert.Equal(["user_b", "user_d"], (await rounds.Read()).InViolation.Select(found => found.UserId));
        Assert.Equal(2, errors.Count);
        Assert.Contains("The wallet of user_b breaks ledger", errors[0]);

        await rounds.Audited("", "user_c", []);
        Assert.Equal(["user_d"], (await rounds.Read()).InViolation.Select(found => found.UserId));
    }

    [Fact]
    public async Task One_wallet_is_audited_at_once()
    {
        wrong.Add("user_b");
        Assert.Equal(2, Assert.Single((await rounds.Audit("user_b"))!.Findings.Violations).Found);
        Assert.Single((await rounds.Read()).InViolation);
        wrong.Clear();
        Assert.Empty((await rounds.Audit("user_b"))!.Findings.Violations);
        Assert.Empty((await rounds.Read()).InViolation);
        Assert.Null(await rounds.Audit("nobody"));
    }

    [Fact]
    public async Task No_more_wallets_are_remembered_than_there_is_room_for()
    {
        var many = Enumerable.Range(0, IAuditGrain.MostKept + 5).Select(number => Findings($"user_{number:00000}")).ToImmutableArray();
        await rounds.Audited("", "user_z", many);
        Assert.Equal(IAuditGrain.MostKept, (await rounds.Read()).InViolation.Length);
    }

    StoredAudit? IWalletAuditor.Audit(string userId) => userId == "nobody"
        ? null
        : new StoredAudit(userId, 1, new AuditResult(wrong.Contains(userId) ? [Wrong] : [], default));

    void ILogger.Log<TState>(LogLevel level, EventId id, TState state, Exception? error, Func<TState, Exception?, string> format)
    {
        if (level == LogLevel.Error) errors.Add(format(state, error));
    }

    bool ILogger.IsEnabled(LogLevel level) => true;

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    private static WalletFindings Findings(string user) =>
        new StoredAudit(user, 1, new AuditResult([Wrong], default)).ToFindings(DateTimeOffset.UnixEpoch);
}
