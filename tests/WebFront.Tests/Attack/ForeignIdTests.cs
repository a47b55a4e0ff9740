using System.Text.RegularExpressions;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Attack;

/// <summary>Whatever a request can name: what is another user's is not there, or not given, and stays as it was.</summary>
[Collection(AttackCollection.Name)]
public sealed partial class ForeignIdTests(AttackedServer attacked)
{
    private const string Room = "room_taken_by_victim";

    /// <summary>What these name belongs to nobody: it is on sale, the caller makes it up, or it is a secret that came by mail.</summary>
    private static readonly string[] Nobodys = ["package_id", "plan_id", "coupon_code", "code", "ad_id", "token"];

    /// <summary>Stripe refuses a payment method of another customer; ours is not asked to know whose it is.</summary>
    private static readonly string[] StripesToGuard = ["payment_method_id"];

    private static readonly Story[] Stories =
    [
        new("GET /time/sessions/{session_id}", "session_id", victim => victim.SessionId, 404, "session_not_found"),
        new("GET /time/sessions/{session_id}/receipt", "session_id", victim => victim.SessionId, 404, "session_not_found"),
        new("POST /time/session/end", "session_id", victim => victim.SessionId, 404, "session_not_found"),
        // Ids of sessions are each user's own: another's may be used, and is then one's own. The room decides.
        new("POST /time/session/start", "session_id", victim => victim.SessionId, 403, "room_taken", Also: new() { ["room_name"] = Room }),
        new("POST /time/session/start", "room_name", _ => Room, 403, "room_taken"),
        new("POST /auth/token", "room_name", _ => Room, 403, "room_taken"),
        new("POST /personas/{slug}/session", "room_name", _ => Room, 403, "room_taken", Slug: "professor-oak-tutor"),
        new("POST /time/activate", "activation_code", victim => victim.ActivationCode, 409, "card_redeemed"),
        new("GET /personas/{slug}", "slug", victim => victim.PersonaSlug, 404, "unknown_persona"),
        new("PUT /personas/custom/{slug}", "slug", victim => victim.PersonaSlug, 404, "unknown_persona"),
        new("PATCH /personas/custom/{slug}", "slug", victim => victim.PersonaSlug, 404, "unknown_persona"),
        new("DELETE /personas/custom/{slug}", "slug", victim => victim.PersonaSlug, 404, "unknown_persona"),
        new("POST /personas/{slug}/session", "slug", victim => victim.PersonaSlug, 404, "unknown_persona"),
        new("POST /personas/{slug}/rate", "slug", victim => victim.PersonaSlug, 404, "unknown_persona"),
        new("POST /ads/viewed", "persona_slug", victim => victim.PersonaSlug, 404, "unknown_persona"),
    ];

    [Fact]
    public void Every_name_of_something_that_may_be_anothers_has_a_story()
    {
        var nameable = from operation in attacked.Operations
                       where AccessTable.Of[operation.Name] is Access.Anybody or Access.User or Access.UserOrTicket
                       from name in operation.PathParameters.Concat(operation.BodyFields)
                       where Names().IsMatch(name) && !Nobodys.Contains(name) && !StripesToGuard.Contains(name)
                       select $"{operation.Name} {name}";
        Assert.Equal(nameable.Order(), Stories.Select(story => $"{story.Operation} {story.Name}").Order());
    }

    [Fact]
    public async Task What_is_another_users_is_not_to_be_had_by_its_id()
    {
        // A room that is taken, with nothing that ticks in it.
        var victim = await Victim.New(attacked.Server);
        await victim.User.Post("/auth/token", new { room_name = Room }).Ok();
        var before = await victim.Snapshot();
        var other = await attacked.Server.NewUserWith("starter_1h");
        foreach (var story in Stories)
            await attacked.Send(other, story.Operation, new Dictionary<string, string>(story.Also ?? []) { [story.Name] = story.Id(victim) }, story.Slug)
                .Problem(story.Status, story.Code);

        Assert.Equal(before, await victim.Snapshot());
        Assert.Equal(60, await other.Minutes());
        await attacked.AssertSound(victim.Id);
        await attacked.AssertSound(await other.Id());
    }

    [Fact]
    public async Task An_id_with_another_users_in_front_leads_nowhere()
    {
        var other = await attacked.Server.NewUser();
        var (victim, session) = (attacked.Victim.Id, attacked.Victim.SessionId);
        foreach (var id in new[] { $"{victim}%2F{session}", $"..%2F{victim}%2F{session}", $"%2e%2e%2f{victim}%2f{session}", $"{victim}%5C{session}", $"{victim}%00{session}" })
            await AssertNotFound(other, id);
    }

    private static async Task AssertNotFound(ApiUser user, string id)
    {
        using var answer = await user.Get($"/time/sessions/{id}");
        Assert.True((int)answer.StatusCode is 404 or 400, $"{id}: {answer.StatusCode}");
    }

    /// <param name="Id">What of the victim's is named.</param>
    /// <param name="Also">Other fields that decide.</param>
    /// <param name="Slug">The persona of the address, where something else is named.</param>
    private sealed record Story(
        string Operation, string Name, Func<Victim, string> Id, int Status, string Code, Dictionary<string, string>? Also = null,
        string? Slug = null);

    [GeneratedRegex("(^|_)(id|code|slug|token|room_name)$|Id$")]
    private static partial Regex Names();
}
