using Microsoft.Extensions.Logging;
using MindBot.Grains.Mail;
using Orleans.Runtime;

namespace MindBot.Grains.Users;

/// <inheritdoc cref="IPasswordResetGrain"/>
/// <remarks>
/// An order interleaves and knows nothing of what becomes of the former one: how long it takes does not tell whether somebody is written to. A crash
/// between the mail's order and the note of it sends another link, which replaces the first, whichever arrives first.
/// </remarks>
public sealed class PasswordResetGrain(
    [PersistentState("passwordReset", GrainStorageName.Default)] IPersistentState<PasswordResetState> state, TimeProvider clock,
    ILogger<PasswordResetGrain> log) : Grain, IPasswordResetGrain, IRemindable
{
    private const string Reminder = "reset";
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>Tells a reminder that another order has come in while it was tidying up.</summary>
    private int orders;

    private PasswordResetState Asked => state.State;

    private bool IsRecent => state.RecordExists && clock.GetUtcNow() < Asked.OrderedAt + Period;

    public async Task Order(string page)
    {
        if (IsRecent) return;
        orders++;
        await this.RegisterOrUpdateReminder(Reminder, Period, Period);
        await state.Store(new PasswordResetState { Page = page, OrderedAt = clock.GetUtcNow() });
        this.RegisterGrainTimer(CarryOut, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What could not be carried out is tried again; what was is forgotten a while later, alike for everybody.</summary>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await CarryOut();
        if (IsRecent || (state.RecordExists && !Asked.IsCarriedOut)) return;
        var before = orders;
        await state.Forget();
        var reminder = await this.GetReminder(Reminder);
        if (orders != before) return;
        if (reminder is not null) await this.UnregisterReminder(reminder);
        DeactivateOnIdle();
    }

    private async Task CarryOut()
    {
        if (!state.RecordExists || Asked.IsCarriedOut) return;
        var asked = Asked;
        try
        {
            await SendLink(asked.Page);
            if (Asked == asked) await state.Store(asked with { IsCarriedOut = true });
        }
        catch (Exception outage) when (outage is OrleansException or TimeoutException)
        {
            log.LogWarning(outage, "A link to set a password anew could not be ordered; it is tried again");
        }
    }

    private async Task SendLink(string page)
    {
        if (await GrainFactory.GetGrain<IEmailGrain>(this.GetPrimaryKeyString()).FindUser() is not { } userId) return;
        var token = PasswordResetToken.New(userId);
        var until = clock.GetUtcNow() + PasswordResetToken.Lifetime;
        if (!await GrainFactory.GetGrain<IUserGrain>(userId).BeginPasswordReset(token.Hash, until)) return;
        var mail = GrainFactory.GetGrain<IMailGrain>(MailKey.PasswordReset(Guid.NewGuid().ToString("n")));
        await mail.Order(MailOrders.PasswordReset(userId, new Uri($"{page}?token={token}"), until));
    }
}
