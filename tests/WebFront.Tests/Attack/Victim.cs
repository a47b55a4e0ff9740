using System.Text;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Attack;

/// <summary>A user with minutes, a finished session, a persona of their own and payments: somebody who has something to lose.</summary>
public sealed record Victim(ApiUser User, string Id, string CardId, string ActivationCode, string PersonaSlug, string SessionId, string Room)
{
    /// <summary>As <see cref="FrontServer.NewUser"/> chooses it.</summary>
    public const string Password = "secure_password";

    private static readonly string[] Kept =
    [
        "/auth/me", "/time/balance", "/time/ledger", "/time/sessions", "/time/gifts", "/personas/custom", "/user/payments", "/user/subscription", "/user/analytics",
    ];

    public static async Task<Victim> New(FrontServer server)
    {
        var user = await server.NewUser();
        var bought = await user.Post("/time/purchase", new { package_id = "starter_1h", payment_method_id = "pm_card_visa" }).Ok();
        // Whoever attacked the victim before may have taken the room since.
        var room = $"room_of_{await user.Id()}";
        await user.Start("private", room);
        await user.End("private", 60);
        var persona = await user.Post("/personas/custom", new
        {
            name = "Own Tutor",
            summary = "Mathematics",
            persona = "Patient",
            purpose = "Calculus",
            category = "education",
        }).Ok();
        return new Victim(
            user, await user.Id(), bought.Text("time_card_id"), bought.Text("activation_code"), persona.Text("slug"), "private", room);
    }

    /// <summary>All that the user can see of their own.</summary>
    public async Task<string> Snapshot()
    {
        var all = new StringBuilder();
        foreach (var path in Kept) all.Append(path).Append(' ').AppendLine((await User.Get(path).Ok()).GetRawText());
        return all.ToString();
    }
}
