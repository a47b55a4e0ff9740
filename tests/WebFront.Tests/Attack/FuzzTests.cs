using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using MindBot.WebFront.Tests.Admin;
using MindBot.WebFront.Tests.Attack.Fuzzing;
using MindBot.WebFront.Tests.Server;
using Xunit.Abstractions;

namespace MindBot.WebFront.Tests.Attack;

/// <summary>
/// Requests made from the served document, broken in every way that came to mind, from strangers, users and operators at once. For
/// MINDBOT_FUZZ_SECONDS; MINDBOT_FUZZ_SEED repeats a run.
/// </summary>
[Collection(AttackCollection.Name)]
public sealed class FuzzTests(AttackedServer attacked, ITestOutputHelper output)
{
    private const int DefaultSeconds = 10, MostComplaints = 5;

    /// <summary>Would end who attacks, or what is attacked, within seconds.</summary>
    private static readonly string[] EndOfActors =
        ["POST /auth/password/change", "POST /auth/logout-everywhere", "DELETE /auth/me", "DELETE /admin/users/{idOrEmail}"];

    /// <summary>Longer than any answer takes on a busy machine; a hang is for ever.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<string> complaints = [];
    private int sent, succeeded;

    [Fact]
    public async Task Whatever_is_sent_the_server_neither_breaks_nor_hangs_nor_does_what_the_sender_may_not()
    {
        var seed = Setting("MINDBOT_FUZZ_SEED") ?? Random.Shared.Next();
        var duration = TimeSpan.FromSeconds(Setting("MINDBOT_FUZZ_SECONDS") ?? DefaultSeconds);
        output.WriteLine($"MINDBOT_FUZZ_SEED={seed}");
        using var canary = new Canary();
        ApiUser[] users = [await attacked.Server.NewUserWith("starter_1h"), await attacked.Server.NewUserWith("basic_5h"), await attacked.Server.NewUser()];
        var ids = await Task.WhenAll(users.Select(user => user.Id()));
        var before = await attacked.Victim.Snapshot();

        await Task.WhenAll((await Actors(users, ids)).Select((actor, index) => Task.Run(() => Send(actor, new Random(seed + index), duration, canary.Address))));

        output.WriteLine($"{sent} requests, {succeeded} of them successful");
        Assert.True(complaints.IsEmpty, $"MINDBOT_FUZZ_SEED={seed}\n{string.Join("\n\n", complaints)}");
        Assert.False(canary.WasCalled, $"The server called an address that a request named. MINDBOT_FUZZ_SEED={seed}");
        Assert.True(succeeded > 0, "Nothing ever succeeded: the requests do not get far.");
        Assert.Equal(before, await attacked.Victim.Snapshot());
        await AssertWorks();
        // The third one may have no wallet yet.
        foreach (var id in ids[..2]) await attacked.AssertSound(id);
        await attacked.AssertSound(attacked.Victim.Id);
    }

    private async Task<Actor[]> Actors(ApiUser[] users, string[] own)
    {
        var victim = attacked.Victim;
        var forged = (await ForgedTokens.Of(attacked.Server, victim)).Values.Select(Bearer);
        string[] theirs = [victim.Id, victim.SessionId, victim.CardId, victim.ActivationCode, victim.PersonaSlug, $"lobby_{victim.Id}", victim.Room];
        return
        [
            new("anonymous", [[], .. forged, [("X-Admin-Key", AdminServer.Key + "x"), ("X-Operator", "mallory")]], [Access.Anybody], [.. Actor.KnownToAll, .. theirs, .. own]),
            new("user", [.. users.Select(user => Bearer(user.SignedIn.Text("access_token")))], [Access.Anybody, Access.User, Access.UserOrTicket], [.. Actor.KnownToAll, .. theirs]),
            // An operator may do to any user what they do, so the victim is not known to this one.
            new("operator", [[("X-Admin-Key", AdminServer.Key), ("X-Operator", "olga")]], [Access.Anybody, Access.Operator], [.. Actor.KnownToAll, .. own, .. users.Select(user => user.Email)]),
        ];
    }

    private async Task Send(Actor actor, Random random, TimeSpan duration, Uri canary)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 })
        {
            Timeout = Patience,
        };
        var maker = new RequestMaker(random, [.. attacked.Operations.Where(operation => !EndOfActors.Contains(operation.Name))], actor.Known, canary);
        var rules = new AnswerRules(attacked.Secrets);
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < duration && complaints.Count < MostComplaints)
        {
            var made = maker.Next();
            var request = made with { Headers = [.. made.Headers, .. actor.Credentials[random.Next(actor.Credentials.Count)]] };
            // A connection that was kept may end just when it is used again. Not twice.
            var answered = await Answered(http, request) ?? await Answered(http, request);
            var complaint = answered is null
                ? MayBreak(request) ? null : "The connection broke, twice."
                : Complaint(answered, request, actor, rules);
            if (complaint is not null) complaints.Enqueue($"{actor.Name}: {complaint}\n{answered}\n{request.ToCurl(attacked.Server.Address)}");
        }
    }

    /// <returns>Null: the connection broke.</returns>
    private async Task<Reply?> Answered(HttpClient http, FuzzRequest request)
    {
        Interlocked.Increment(ref sent);
        try
        {
            var answer = await http.SendAsync(request.ToHttp(attacked.Server.Address), HttpCompletionOption.ResponseHeadersRead);
            // A stream stays open: how it begins is all there is to see.
            if (answer.Content.Headers.ContentType?.MediaType != "text/event-stream") return new Reply(answer, await answer.Content.ReadAsStringAsync());
            answer.Dispose();
            return new Reply(answer, "");
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (TaskCanceledException)
        {
            complaints.Enqueue($"No answer in {Patience.TotalSeconds} s.\n{request.ToCurl(attacked.Server.Address)}");
            return null;
        }
    }

    private string? Complaint(Reply answered, FuzzRequest request, Actor actor, AnswerRules rules)
    {
        if (!answered.Answer.IsSuccessStatusCode) return rules.Check(answered.Answer, answered.Body, request.Method);
        Interlocked.Increment(ref succeeded);
        return actor.MayDo(request) ? rules.Check(answered.Answer, answered.Body, request.Method) : "This was not theirs to do.";
    }

    /// <summary>A body that is refused before it has all arrived ends the connection, at times under the sender's pen.</summary>
    private static bool MayBreak(FuzzRequest request) => request.Body?.Length > 60_000;

    private async Task AssertWorks()
    {
        using var health = await attacked.Server.Anonymous.GetAsync("/readyz");
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        var user = await attacked.Server.NewUserWith("starter_1h");
        await user.Start("after", $"room_{await user.Id()}");
        await user.End("after", 60);
        Assert.Equal(59, await user.Minutes());
    }

    private static (string Name, string Value)[] Bearer(string token) => [("Authorization", $"Bearer {token}")];

    private sealed record Reply(HttpResponseMessage Answer, string Body)
    {
        public override string ToString() => $"{(int)Answer.StatusCode} {Answer.Headers}{Body}";
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
}
