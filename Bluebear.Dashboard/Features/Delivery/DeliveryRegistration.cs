using System.Net;
using Bluebear.Dashboard.Features.Delivery.FanOut;
using Bluebear.Dashboard.Features.Delivery.Log;
using Bluebear.Dashboard.Features.Delivery.Mail;
using Bluebear.Dashboard.Features.Delivery.Sending;
using Bluebear.Dashboard.Features.Delivery.Settings;
using Bluebear.Dashboard.Features.Delivery.Webhooks;
using Bluebear.Dashboard.Hosting.Settings;
using Bluebear.Dashboard.Scheduling;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bluebear.Dashboard.Features.Delivery;

/// <summary>Registers mails, webhooks and their log.</summary>
internal static class DeliveryRegistration
{
    public static IServiceCollection AddDelivery(this IServiceCollection services)
    {
        services.AddSettings<SmtpOptions>("Smtp").AddSettings<WebhookOptions>("Webhooks").AddSettings<AppOptions>("App");
        services.AddSingleton<ResolveHost>(static (host, cancellation) => Dns.GetHostAddressesAsync(host, cancellation));
        services.AddSingleton<PublicAddress>().AddSingleton<WebhookAddresses>().AddSingleton<WebhookClient>();
        services.TryAddSingleton<AlertReach>();
        services.TryAddSingleton<WebhookSecret>();
        services.AddSingleton<MailSender>().AddSingleton<DeliveryPlan>().AddSingleton<DeliveryStore>().AddSingleton<EndpointSwitch>();
        services.AddSingleton<DeliveryMeter>().AddSingleton<DeliverySends>().AddHostedService(static provider => provider.GetRequiredService<DeliverySends>());
        return services.AddScreens().AddDueWork<FanOutEvents>().AddDueWork<SendDeliveries>().AddDueWork<ForgetDeliveries>().AddScoped<ManageWebhooks>().AddScoped<DeliveryLog>().AddScoped<Notifications>();
    }
}
