using Microsoft.Extensions.Logging;
using MindBot.Gateways.Mail;
using MindBot.Grains.Users;
using Orleans.Runtime;

namespace MindBot.Grains.Mail;

/// <inheritdoc cref="IMailGrain"/>
public sealed class MailGrain(
    [PersistentState("mail", GrainStorageName.Default)] IPersistentState<MailState> state,
    IMailer mailer, MailTemplates templates, TimeProvider clock, ILogger<MailGrain> log) : Grain, IMailGrain, IRemindable
{
    private const string Reminder = "mail";

    /// <summary>How soon after a restart a mail is tried; it also keeps the grain, and with it the timer, in memory.</summary>
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    /// <summary>What is not durable yet. A mail that was taken is not sent again because the storage failed.</summary>
    private MailState? unsaved;
    private bool reminded;
    private IGrainTimer? timer;

    private string Key => this.GetPrimaryKeyString();

    private MailState Mail => state.State;

    private bool IsOver => unsaved is null && Mail.Order is null;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (Mail.Order is not null) Arm();
        return Task.CompletedTask;
    }

    public async Task Send(MailOrder order)
    {
        if (IsNew(order)) await Save();
        await GoOn();
    }

    public async Task Order(MailOrder order)
    {
        try
        {
            if (IsNew(order) || unsaved is not null) await Write();
        }
        finally
        {
            await GoOn();
        }
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        reminded = true;
        return GoOn();
    }

    private bool IsNew(MailOrder order)
    {
        if (state.RecordExists || unsaved is not null || Skips()) return false;
        unsaved = new MailState { Order = order, OrderedAt = clock.GetUtcNow() };
        return true;
    }

    private bool Skips()
    {
        if (mailer.IsConfigured) return false;
        log.LogInformation("Mail {Key} is skipped: SMTP_URL is not set", Key);
        return true;
    }

    /// <remarks>A tick that was on its way before the timer was set again comes too early, or when all is over.</remarks>
    private async Task Tick(CancellationToken stopping)
    {
        if (unsaved is null && Mail.Order is { } order && clock.GetUtcNow() >= MailRetries.NextTry(Mail)) unsaved = await Try(order, stopping);
        if (unsaved is not null) await Save();
        await GoOn();
    }

    /// <summary>The reminder is there before the mail is: what is ordered is also tried, whenever the process dies.</summary>
    private async Task Write()
    {
        if (!reminded) await this.RegisterOrUpdateReminder(Reminder, ReminderPeriod, ReminderPeriod);
        reminded = true;
        await state.Store(unsaved!);
        unsaved = null;
    }

    private async Task Save()
    {
        try
        {
            await Write();
        }
        catch (OrleansException outage)
        {
            log.LogWarning(outage, "Mail {Key} could not be stored; it is tried again", Key);
        }
    }

    private async Task GoOn()
    {
        if (!IsOver)
        {
            Arm();
            return;
        }

        if (reminded && await this.GetReminder(Reminder) is { } reminder) await this.UnregisterReminder(reminder);
        DeactivateOnIdle();
    }

    private void Arm()
    {
        var due = unsaved is null ? MailRetries.NextTry(Mail) - clock.GetUtcNow() : ReminderPeriod;
        timer ??= this.RegisterGrainTimer(Tick, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(due > TimeSpan.Zero ? due : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <returns>What the mail has come to.</returns>
    private async Task<MailState> Try(MailOrder order, CancellationToken stopping)
    {
        if (clock.GetUtcNow() >= MailRetries.Deadline(Mail)) return GiveUp("too_late");
        try
        {
            if (await GrainFactory.GetGrain<IUserGrain>(order.UserId).GetProfile() is not { Email.Length: > 0 } recipient) return GiveUp("no_recipient");
            if (templates.Write(Key, order, recipient.Email, recipient.FullName) is not { } mail) return GiveUp("no_such_mail");
            await mailer.Send(mail, stopping);
            return Tried() with { Order = null, SentAt = clock.GetUtcNow() };
        }
        catch (MailRefusedException refused)
        {
            return GiveUp("refused", refused);
        }
        catch (Exception outage) when (outage is MailerUnavailableException or OrleansException or TimeoutException)
        {
            log.LogWarning(outage, "Mail {Key} could not be sent in try {Try}; it is tried again", Key, Mail.Tries + 1);
            return Tried();
        }
    }

    private MailState Tried() => Mail with { Tries = Mail.Tries + 1, TriedAt = clock.GetUtcNow() };

    private MailState GiveUp(string why, Exception? refused = null)
    {
        log.LogWarning(refused, "Mail {Key} is given up ({Why})", Key, why);
        return Tried() with { Order = null, GivenUp = why };
    }
}
