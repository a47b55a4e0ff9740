using MindBot.Grains.Personas;
using MindBot.Grains.VoiceSessions;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.VoiceSessions;

/// <summary>The sums themselves. The project sees the rules through the log: a log is filled and asked.</summary>
public class SessionTotalingTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 14, 9, 0, 0, TimeSpan.Zero);

    private static readonly SessionPersona Oak = new("professor-oak-tutor", "Professor Oak", "education", 800);
    private static readonly SessionPersona Zen = new("zen-master", "Zen Master", "wellness", 1000);

    [Fact]
    public async Task Completed_sessions_add_up_by_persona_and_month_and_cancelled_ones_are_only_counted()
    {
        var totals = await TotalsOf(
            Session(Oak, Minutes(10), 800, At), Session(Oak, Minutes(5), 800, At.AddDays(20)), Session(Zen, Minutes(1), 1000, At.AddDays(1)),
            Session(null, Minutes(2), 1000, At), Session(Zen, TimeSpan.Zero, 1000, At.AddDays(2)) with { Status = "cancelled" },
            Session(Zen, TimeSpan.Zero, 1000, At.AddDays(3)));

        Assert.Equal((6, 5, Minutes(18).ElapsedMs()), (totals.Sessions, totals.Completed, totals.ElapsedMs));
        Assert.Equal(Minutes(15).ElapsedMs() * 800 + Minutes(3).Micros(), totals.ChargedMicros);
        Assert.Equal(["professor-oak-tutor", "zen-master"], totals.Personas.Keys.Order());
        Assert.Equal(
            new PersonaUse("education", 2, Minutes(15).ElapsedMs(), Minutes(12).Micros(), At.AddDays(20)), totals.Personas["professor-oak-tutor"]);
        Assert.Equal(1, totals.Personas["zen-master"].Sessions);
        Assert.Equal(["2026-03", "2026-04"], totals.Months.Keys.Order());
        Assert.Equal(new MonthUse(1, Minutes(5).ElapsedMs(), Minutes(4).Micros()), totals.Months["2026-04"]);
    }

    [Theory]
    [InlineData(0, 800, 0)]
    [InlineData(50, 400, 400)]
    [InlineData(33, 536, 264)]
    public async Task An_ad_saves_what_the_same_time_would_have_cost_without_it(int discount, int rate, int savedPermille)
    {
        var totals = await TotalsOf(Session(Oak with { DiscountPercent = discount }, Minutes(10), rate, At));
        Assert.Equal(Minutes(10).ElapsedMs() * savedPermille, totals.SavedMicros);
    }

    [Fact]
    public async Task The_category_is_that_of_the_last_use_in_whatever_order_sessions_end_up_in_the_log()
    {
        var (early, late) = (Session(Zen, Minutes(1), 1000, At), Session(Zen with { Category = "calm" }, Minutes(1), 1000, At.AddDays(1)));
        Assert.Equal("calm", (await TotalsOf(early, late)).Personas["zen-master"].Category);
        Assert.Equal("calm", (await TotalsOf(late, early)).Personas["zen-master"].Category);
    }

    [Fact]
    public async Task Of_very_many_personas_and_months_the_newest_are_remembered_and_the_sums_are_of_all()
    {
        var sessions = Enumerable.Range(0, 300)
            .Select(n => Session(Zen with { Slug = $"persona-{n:000}" }, Minutes(1), 1000, At.AddDays(n * 10))).ToArray();
        var totals = await TotalsOf(sessions);
        Assert.Equal(300 * Minutes(1).Micros(), totals.ChargedMicros);
        Assert.Equal(Enumerable.Range(44, 256).Select(n => $"persona-{n:000}"), totals.Personas.Keys.Order());
        Assert.Equal(
            sessions.Select(session => SessionTotals.MonthOf(session.EndTime)).Distinct().TakeLast(SessionTotals.MostMonths), totals.Months.Keys.Order());
    }

    private static FinishedSession Session(SessionPersona? persona, TimeSpan elapsed, int rate, DateTimeOffset end) => new(
        0, "", "room", "completed", "client_ended", end - elapsed, end, elapsed.ElapsedMs(), elapsed.ElapsedMs() * rate, persona);

    private static async Task<SessionTotals> TotalsOf(params FinishedSession[] sessions)
    {
        await using var backend = await Fixture.Backend.StartAsync();
        foreach (var (number, session) in sessions.Index())
        {
            await backend.Log("user").Add(session with { SessionId = $"s{number}" });
            // Some are settled, some may still change.
            if (number % 3 > 0) await backend.Log("user").Confirm($"s{number}");
        }

        return await backend.Log("user").GetTotals();
    }
}
