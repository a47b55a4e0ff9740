using Microsoft.Extensions.DependencyInjection;
using MindBot.Grains.Personas;
using MindBot.Grains.VoiceSessions;
using MindBot.WebFront.Tests.Server;
using Orleans;

namespace MindBot.WebFront.Tests.Personas;

/// <summary>Somebody who talks with personas without a voice room, for as long as they say.</summary>
internal sealed class Talker(FrontServer server, ApiUser user, string id)
{
    public static async Task<Talker> Of(FrontServer server, ApiUser user) => new(server, user, await user.Id());

    public async Task Talk(
        string sessionId, int seconds, string slug = "professor-oak-tutor", string category = "education", int multiplierPermille = 800,
        int discountPercent = 0)
    {
        var persona = new SessionPersona(slug, slug, category, multiplierPermille, discountPercent);
        var session = server.Services.GetRequiredService<IGrainFactory>().GetGrain<IVoiceSessionGrain>(SessionKey.Of(id, sessionId));
        var rate = multiplierPermille * (100 - discountPercent) / 100;
        Assert.Null((await session.Start(new SessionTerms($"room_of_{id}", rate, Persona: persona))).Refusal);
        await user.End(sessionId, seconds);
    }
}
