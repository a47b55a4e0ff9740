using System.Globalization;
using System.Security.Cryptography;
using MindBot.Grains;
using MindBot.Grains.Ads;
using MindBot.Grains.Personas;
using MindBot.Grains.VoiceRooms;
using MindBot.Grains.VoiceSessions;
using MindBot.Grains.Wallets;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Hosting;

namespace MindBot.WebFront.Personas;

/// <summary>Makes sessions with personas: pending ones, which are metered once somebody joins.</summary>
internal sealed class PersonaSessions(IGrainFactory grains, PersonaPrompt prompts, FrontSettings settings)
{
    private const int RandomHexDigits = 16;

    /// <param name="WantsDiscount">Whether ads are on, so that a discount that was earned may be used.</param>
    /// <param name="Room">Null: a new one.</param>
    public sealed record Order(string UserId, PersonaDefinition Persona, string Quality, bool WantsDiscount, string? Room, WalletView Wallet);

    public sealed record Made(string SessionId, string Room, PersonaQuote Quote);

    public async Task<(Made? Made, Refusal? Refusal)> Make(Order order)
    {
        var room = order.Room ?? NewRoom(order.Persona.Slug);
        while (true)
        {
            var number = await grains.GetGrain<ISessionLogGrain>(order.UserId).NextNumber();
            var sessionId = $"persona_{order.Persona.Slug}_{number.ToString(CultureInfo.InvariantCulture)}";
            if (await Room(room).Claim(order.UserId, sessionId) is { } taken) return (null, taken);

            var (made, refusal) = await Quote(order, room, sessionId);
            if (refusal is null) return (made, null);
            await Room(room).Release(order.UserId, sessionId);
            if (refusal.Code == RefusalCodes.SessionIdTaken) continue;
            if (order.WantsDiscount) await Ads(order).Release(sessionId);
            return (null, refusal);
        }
    }

    private async Task<(Made? Made, Refusal? Refusal)> Quote(Order order, string room, string sessionId)
    {
        // A client may have used this id already: a discount must not be set aside for that session.
        if (await Session(order.UserId, sessionId).GetStage() != SessionStage.None)
            return (null, new Refusal(RefusalCodes.SessionIdTaken, "This session id has been used already."));
        var percent = order.WantsDiscount ? await Ads(order).Reserve(sessionId) : 0;
        var made = new Made(sessionId, room, new PersonaQuote(order.Persona, percent));
        if (PersonaAdmission.CheckBalance(made.Quote, order.Wallet) is { } poor) return (null, poor);

        var metadata = new AgentMetadata(
            AgentMetadata.CurrentVersion, sessionId, order.Persona.Slug, order.Persona.Name, prompts.Of(order.Persona),
            new VoiceAnswer(order.Persona.Voice.Tts, order.Persona.Voice.Style), order.Persona.Tools, order.Quality);
        if (metadata.ToJson() is not { } json)
            return (null, new Refusal(ErrorCodes.PersonaTooLong, $"The texts of {order.Persona.Name} are too long to talk with. Shorten them."));

        var terms = new SessionTerms(
            room, made.Quote.RatePermille, made.Quote.SessionLimitMs, new RoomAgent(settings.AgentName, json), made.Quote.ToSession());
        if ((await Session(order.UserId, sessionId).Prepare(terms)).Refusal is { } refusal) return (null, refusal);
        return order.Room is null ? (made, null) : await Supersede(order, made, terms);
    }

    /// <summary>
    /// A room that the user has given may have a session already. One that is metered is replaced at once, for whoever is in the room talks with this
    /// persona from now on; one that waits for somebody to join is called off.
    /// </summary>
    private async Task<(Made? Made, Refusal? Refusal)> Supersede(Order order, Made made, SessionTerms terms)
    {
        if (await Room(made.Room).FindFormer(order.UserId, made.SessionId) is not { } former) return (made, null);
        if (await Session(order.UserId, former).GetStage() == SessionStage.Pending)
        {
            await Session(order.UserId, former).End(reportedMs: null);
            return (made, null);
        }

        var session = Session(order.UserId, made.SessionId);
        if ((await session.Start(terms)).Refusal is not { } refusal) return (made, null);
        await session.End(reportedMs: null);
        return (null, refusal);
    }

    /// <summary>
    /// Looks as the guide's, with 64 random bits instead of 32: whoever knows a room's name still needs a token for it, but must not even be able to
    /// try names out.
    /// </summary>
    private static string NewRoom(string slug) => $"{RoomNames.PersonaPrefix}{slug}_{RandomNumberGenerator.GetHexString(RandomHexDigits, lowercase: true)}";

    private IVoiceRoomGrain Room(string name) => grains.GetGrain<IVoiceRoomGrain>(name);

    private IVoiceSessionGrain Session(string userId, string sessionId) => grains.GetGrain<IVoiceSessionGrain>(SessionKey.Of(userId, sessionId));

    private IAdsGrain Ads(Order order) => grains.GetGrain<IAdsGrain>(order.UserId);
}
