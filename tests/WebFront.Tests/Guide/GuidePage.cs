using Microsoft.Extensions.DependencyInjection;
using MindBot.Gateways.Tests.Peers;
using MindBot.Simulators.Stripe;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Guide;

/// <summary>A web page that consists of the guide's JavaScript, in Node.</summary>
/// <param name="User">Signed in already; null for a page that signs somebody in itself.</param>
internal sealed record GuidePage(FrontServer Server, ApiUser? User)
{
    /// <summary>The persona that the page shows.</summary>
    public string Persona { get; init; } = "professor-oak-tutor";

    /// <summary>Calls one function of the guide.</summary>
    public Task<GuideRun> Call(string function, params object[] arguments) => Play(PageStep.Call(function, arguments));

    public async Task<GuideRun> Play(params PageStep[] steps)
    {
        var input = new
        {
            baseAddress = Server.Address,
            accessToken = User?.SignedIn.Text("access_token"),
            publishableKey = Server.Services.GetRequiredService<StripeSimulator>().Options.PublishableKey,
            persona = new { slug = Persona },
            steps = steps.Select(step => step.Json),
        };
        var run = await Node.Run(NpmPeers.PathOf("guide-pages.mjs"), input, "--experimental-vm-modules", "--no-warnings");
        return new GuideRun(run.Json, run.Said);
    }
}

/// <summary>Something that happens on the page.</summary>
internal sealed record PageStep(object Json)
{
    public static PageStep Call(string function, params object[] arguments) => new(new { function, arguments });

    /// <summary>The HTTP request under a heading of the guide.</summary>
    public static PageStep Request(string heading) => new(new { request = heading });

    /// <summary>An event of a room.</summary>
    public static PageStep Emit(object room, string name, params object[] arguments) => new(new { emit = name, arguments = (object[])[room, .. arguments] });

    /// <summary>As an argument: what an earlier step returned, counted from 0.</summary>
    public static object Returned(int step) => new { step };
}
